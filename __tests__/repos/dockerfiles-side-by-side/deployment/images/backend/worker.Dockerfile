FROM registry.example.com/backend/base
COPY worker.js .
USER 1500:1500
CMD ["node", "worker.js"]
